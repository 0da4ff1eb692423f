"""One JSON line a request: which view, how long, what came out. Never an address, text or name."""

import logging
import sys
import time
import uuid

import structlog
from flask import Flask, Response, g, request

KEPT = {"event", "level", "timestamp", "request", "endpoint", "method", "status", "ms", "queries",
        "error", "where", "user", "count", "what", "head", "number"}  # fmt: skip


def only_agreed_keys(
    logger: object, method: str, event: structlog.types.EventDict
) -> structlog.types.EventDict:
    """Whatever else somebody passes in is dropped: a log is no place for people."""
    return {key: value for key, value in event.items() if key in KEPT}


def configure(level: str) -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_agreed_keys,
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


log = structlog.get_logger()


def init_app(app: Flask) -> None:
    configure(app.config["LOG_LEVEL"])

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        g.request_id = uuid.uuid4().hex[:12]

    @app.after_request
    def tell(response: Response) -> Response:
        if request.endpoint != "static":
            log.info(
                "request",
                request=g.get("request_id"),
                endpoint=request.endpoint,
                method=request.method,
                status=response.status_code,
                ms=round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
            )
        return response


def log_failure(error: BaseException) -> None:
    """Type and place of a failure; its text may quote what somebody wrote, so it is left out."""
    trace = error.__traceback__
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    log.error(
        "failure",
        request=g.get("request_id"),
        endpoint=request.endpoint,
        error=type(error).__name__,
        where=" < ".join(reversed(places[-8:])),
    )
