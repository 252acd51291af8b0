# docker build -t son1k-analytics .
# docker run -d -p 8002:8002 -v son1k-data:/data -e READ_TOKEN=$(openssl rand -hex 32) son1k-analytics
FROM node:22-bookworm-slim AS build
WORKDIR /source
COPY . .
# Afterwards what only a build needs goes: the packages of production are a third.
RUN npm run build \
 && rm -rf node_modules apps/*/node_modules packages/*/node_modules tooling/*/node_modules \
 && CI=true npx --yes pnpm@10.34.9 install --prod --frozen-lockfile --ignore-scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATABASE_URL=file:/data/analytics.db
WORKDIR /app
COPY --from=build /source ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8002
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s CMD ["node", "apps/server/dist/main.js", "health"]
# Node itself, so that it gets SIGTERM; it has 10 seconds to commit what came in.
CMD ["node", "apps/server/dist/main.js", "serve"]
