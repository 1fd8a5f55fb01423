# The refresh job: kg from this checkout, with the locked dependencies, under a user who owns nothing.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.txt ./
RUN python -m venv /opt/kg
RUN /opt/kg/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY kg ./kg
COPY loaders ./loaders
COPY queries ./queries
RUN /opt/kg/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels .
RUN /opt/kg/bin/pip install --no-cache-dir --no-deps --find-links /wheels --no-index kg-news

FROM python:3.11-slim
COPY --from=build /opt/kg /opt/kg
RUN useradd --uid 10001 --create-home kg
USER kg
WORKDIR /data
ENV PATH=/opt/kg/bin:$PATH KG_WORKSPACE=/data/kg-workspace PYTHONUNBUFFERED=1
CMD ["kg", "refresh"]
