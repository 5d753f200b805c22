# ruby-jwt: one JSON document in on stdin, one out on stdout (see ../README.md).
require "json"
require "jwt"

# A refusal is an answer here, not a failure of the driver: the harness wants some tokens refused.
def answer(key)
  { key => yield }
rescue JWT::EncodeError, JWT::DecodeError => e
  { error: "#{e.class}: #{e.message}" }
end

# Ruby would take the encoding from the locale, and a build machine's is often plain ASCII.
$stdin.set_encoding(Encoding::UTF_8)
$stdout.set_encoding(Encoding::UTF_8)
request = JSON.parse($stdin.read)

verified = request["verify"].map do |item|
  answer(:claims) { JWT.decode(item["token"], item["secret"], true, { algorithm: "HS256" }).first }
end
minted = request["mint"].map do |item|
  answer(:token) { JWT.encode(item["claims"], item["secret"], "HS256") }
end

puts JSON.generate(library: "ruby-jwt", version: JWT.gem_version.to_s, verified: verified, minted: minted)
