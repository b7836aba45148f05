"""Letters: to people, what they can reach; to data subjects, what is done with their data."""
