"""Microsoft on loopback: an authority, Graph, Azure Resource Manager, SharePoint and Exchange, as strict as the real ones."""
