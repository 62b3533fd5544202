// Long polling, for networks that block WebSockets: loaded only after a WebSocket has failed.

export { XHR as Polling } from 'socket.io-client'
