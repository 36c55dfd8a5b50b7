// Preloaded into the processes of a host: writes down every connection to another machine.
const { appendFileSync } = require('node:fs');
const net = require('node:net');

const log = process.env.CONFER_CONNECTIONS_LOG;
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (...args) {
  // Node passes its normalized arguments on as one array.
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  const host = typeof options === 'object' && options !== null ? options.host : args[1];
  if (log && typeof host === 'string' && !/^(localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0)$/.test(host)) {
    appendFileSync(log, `${host}\n`);
  }
  return connect.apply(this, args);
};
