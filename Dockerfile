# syntax=docker/dockerfile:1

FROM python:3.12-slim AS build
WORKDIR /src
RUN python -m venv /opt/flipguard
# the service with its extras: feedback in PostgreSQL, rates in Redis, traces
COPY requirements/image.txt requirements/image.txt
RUN /opt/flipguard/bin/pip install --no-cache-dir --require-hashes -r requirements/image.txt
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY model model
RUN /opt/flipguard/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --system --uid 10001 --no-create-home flipguard
COPY --from=build /opt/flipguard /opt/flipguard
ENV PATH=/opt/flipguard/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 FLIPGUARD_HOST=0.0.0.0 MALLOC_ARENA_MAX=2
USER flipguard
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=2)"]
CMD ["flipguard", "serve"]
