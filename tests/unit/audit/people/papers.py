"""What papers say, line by line."""

from audit.model.paper import Bullets, Checklist, Heading, Paper, Paragraph, Table


def lines(paper: Paper) -> list[str]:
    """All texts of a paper in their order; the cells of a row joined."""
    found: list[str] = []
    for part in paper.parts:
        match part:
            case Heading() | Paragraph():
                found.append(part.text)
            case Bullets():
                found += part.items
            case Checklist():
                found += [line for tick in part.items for line in (tick.text, *tick.details)]
            case Table():
                found += [" | ".join(row) for row in (part.columns, *part.rows)]
    return found
