"""Health and figures of a server."""

from tests.api.builders import a_client


def test_health_needs_the_store(tmp_path):
    with a_client(tmp_path) as client:
        assert client.get("/health").json()["status"] == "ok"


def test_figures_count_requests_by_route_and_rows_by_kind(tmp_path):
    with a_client(tmp_path) as client:
        client.get("/v1/stories/one")
        client.get("/v1/stories/nothing")
        client.get("/made-up/address")
        figures = client.get("/metrics").text
    route = 'method="GET",route="/v1/stories/{id}"'
    assert f'dragoman_requests_total{{{route},status="200"}} 1.0' in figures
    assert f'dragoman_requests_total{{{route},status="404"}} 1.0' in figures
    assert 'dragoman_store_rows{kind="events"} 3.0' in figures
    assert 'dragoman_request_seconds_count{route="/v1/stories/{id}"} 2.0' in figures
    assert "made-up" not in figures
