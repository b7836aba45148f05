from google.oauth2.service_account import Credentials

from providers.sandbox.google.keys import make_key


def test_googles_client_reads_it():
    key = make_key("audit@sample.iam.gserviceaccount.com", "http://127.0.0.1:1/token")
    credentials = Credentials.from_service_account_info(key.content)
    assert credentials.service_account_email == key.email
    assert key.content["project_id"] == "sample"


def test_an_account_has_one_pair():
    assert make_key("a@b.example", "x").content["private_key"] == make_key("a@b.example", "y").content["private_key"]
    assert make_key("a@b.example", "x").content["private_key"] != make_key("c@b.example", "x").content["private_key"]
