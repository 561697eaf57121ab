# syntax=docker/dockerfile:1
# One image for all five programs; docker-compose.yml says which one a container runs.
# The base is pinned by tag. A digest is safer; it could not be looked up where this was written.
# Before production: docker buildx imagetools inspect node:24-bookworm-slim, then write node:24-bookworm-slim@sha256:… twice.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# Optional packages hold the embedded PostgreSQL; a server has its own.
RUN npm run build && npm prune --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
# Owned by root and read by all: the program cannot change itself.
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/config ./config
USER node
CMD ["node", "dist/apps/province/src/main.js"]
