# The image of this tool for production: docker build -t next-courses . (docs/operating.md). compose.yaml runs it.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No package needs a script of its own to be installed, but TensorFlow's native library, which the image leaves out.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY models models
COPY scripts scripts
COPY src src
RUN node node_modules/typescript/bin/tsc -p . && find dist -name '*.map' -delete
# Optional packages are the embedded database, which production does not use (and which is under the SSPL), and TensorFlow.
RUN npm prune --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data PORT=3000 METRICS_PORT=9464
WORKDIR /app
COPY LICENSE package.json ./
COPY views views
COPY scripts/healthcheck.mjs scripts/
# Pages show these guides, and give the script that one of them names.
COPY docs docs
COPY scripts/moodle scripts/moodle
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist/models dist/models
COPY --from=build /app/dist/scripts dist/scripts
COPY --from=build /app/dist/src dist/src
# Uploaded files lie there until they are read. Nothing else is written.
RUN mkdir -m 700 /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["node", "scripts/healthcheck.mjs"]
# Node itself and neither npm nor a shell, which would pass no SIGTERM on.
CMD ["node", "--min-semi-space-size=32", "--max-semi-space-size=64", "dist/src/main.js"]
