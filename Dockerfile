# The command `proactive`, with Git for `diff git:REV` and `check --since REV`:
#
#   docker build --build-arg VERSION="$(git describe --always)" --tag proactive .
#   docker run --rm --volume "$PWD:/workspace:ro" proactive check

FROM rust:1.95.0-slim-bookworm AS build
WORKDIR /source
COPY . .
# What `proactive --version` reports. Left out: the version in Cargo.toml.
ARG VERSION=
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/source/target \
    if [ -n "$VERSION" ]; then export PROACTIVE_VERSION="$VERSION"; fi \
    && cargo build --locked --profile dist --package proactive \
    && install -D target/dist/proactive /out/proactive

FROM debian:12.11-slim
# Debian removes old versions of packages, so that a fixed version could not be installed for long.
# A mounted workspace has another owner, which Git accepts only if it is told to.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*' \
    && useradd --uid 10001 --create-home proactive
COPY --from=build /out/proactive /usr/local/bin/proactive
COPY LICENSE-APACHE LICENSE-MIT /usr/local/share/doc/proactive/
USER 10001:10001
WORKDIR /workspace
ENTRYPOINT ["proactive"]
CMD ["help"]
