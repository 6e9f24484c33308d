"""The shapes of requests and answers: pydantic, with the examples that the OpenAPI page shows."""
