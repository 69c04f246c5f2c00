# The first stage makes a virtual environment with the locked packages and the project's wheel; the second is what runs.
FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
RUN python3 -m venv /opt/build && python3 -m venv /opt/plumbline
COPY requirements.lock requirements-build.lock ./
RUN /opt/build/bin/pip install --no-deps --require-hashes -r requirements-build.lock \
    && /opt/plumbline/bin/pip install --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY migrations migrations
COPY static static
COPY templates templates
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheel . \
    && /opt/plumbline/bin/pip install --no-deps /wheel/*.whl

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 plumbline && install --directory --owner plumbline /data
COPY --from=build /opt/plumbline /opt/plumbline
ENV PATH=/opt/plumbline/bin:$PATH PYTHONUNBUFFERED=1 \
    PLUMBLINE_DATA=/data PLUMBLINE_PUBLIC_URL=http://127.0.0.1:8000
WORKDIR /data
VOLUME /data
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python3", "-c", "from http.client import HTTPConnection as To; c = To('127.0.0.1', 8000, timeout=4); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]
CMD ["plumbline", "serve", "--host", "0.0.0.0", "--port", "8000"]
