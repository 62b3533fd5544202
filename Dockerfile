# Rotame in a container: the folder with rotame.yaml is mounted at /site, and without DATABASE_URL data is kept in /data.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
# Of better-auth's optional peers, react and vitest are there for development alone.
RUN npm run build && npm prune --omit=dev --omit=optional --no-audit --no-fund

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=build /app/package.json /app/rotame.js ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/server server
COPY --from=build /app/widget widget
COPY --from=build /app/dist dist
RUN mkdir /data && chown node:node /data
USER node
# 0.0.0.0 is the container's own address; who reaches it is decided by what is published.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 ROTAME_DATA=/data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "rotame.js", "start", "/site"]
