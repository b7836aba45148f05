"""Sites, libraries, folders and files of SharePoint, OneDrive and Teams, with who reaches them."""
