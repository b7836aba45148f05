"""What if: requests and conditions decided offline, from data."""
