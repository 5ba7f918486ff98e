// The publishers' hosts, imitated on this machine: a proxy that the server is told of, behind it TLS with a
// certificate that is made for the test and told as SSL_CERT_FILE.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer as http } from "node:http";
import { createServer as https } from "node:https";
import { connect } from "node:net";
import { join } from "node:path";

const HOSTS = ["www.cms.gov", "ftp.cdc.gov"];

/// Answers for both hosts as `site` says: a function of host and path that gives a status and a text.
export async function publishers(folder, site) {
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  execFileSync("openssl", [
    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=publishers of a test",
    "-addext", `subjectAltName=${HOSTS.map((h) => `DNS:${h}`).join(",")}`, "-addext", "basicConstraints=critical,CA:FALSE",
    "-keyout", key, "-out", certificate,
  ], { stdio: "ignore" });
  const asked = [];
  const tls = https({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    const { host, range } = request.headers;
    asked.push({ host, path: request.url, range });
    const { status, text = "" } = site(host.split(":")[0], request.url);
    response.writeHead(status, { "content-type": "text/html" });
    response.end(text);
  });
  const proxy = http();
  proxy.on("connect", (request, socket) => {
    const [host] = request.url.split(":");
    if (!HOSTS.includes(host)) return socket.end("HTTP/1.1 502 No\r\n\r\n");
    const to = connect(tls.address().port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      to.pipe(socket);
      socket.pipe(to);
    });
    for (const end of [to, socket]) end.on("error", () => { to.destroy(); socket.destroy(); });
    return to;
  });
  for (const one of [tls, proxy]) await new Promise((done) => { one.listen(0, "127.0.0.1", done); });
  const address = `http://127.0.0.1:${proxy.address().port}`;
  return {
    asked,
    env: { HTTPS_PROXY: address, https_proxy: address, ALL_PROXY: "", all_proxy: "", NO_PROXY: "", no_proxy: "", SSL_CERT_FILE: certificate },
    stop: () => { tls.closeAllConnections(); tls.close(); proxy.closeAllConnections(); proxy.close(); },
  };
}
