"""The words of the product as frozen, slotted dataclasses and enums. One file a family; import from the file."""
