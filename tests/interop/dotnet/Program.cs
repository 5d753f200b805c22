// System.IdentityModel.Tokens.Jwt: one JSON document in on stdin, one out on stdout (see ../README.md).
using System.IdentityModel.Tokens.Jwt;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Logging;
using Microsoft.IdentityModel.Tokens;

// Otherwise the library leaves out of an error why it could not use a key.
IdentityModelEventSource.ShowPII = true;

var request = JsonNode.Parse(Console.OpenStandardInput())!;
var response = new JsonObject
{
    ["library"] = "System.IdentityModel.Tokens.Jwt",
    ["version"] = typeof(JwtSecurityTokenHandler).Assembly.GetName().Version!.ToString(3),
    ["verified"] = Answers(request["verify"]!, item => ("claims", Verify(Text(item, "secret"), Text(item, "token")))),
    ["minted"] = Answers(request["mint"]!, item => ("token", Mint(Text(item, "secret"), item["claims"]!))),
};
using var output = Console.OpenStandardOutput();
output.Write(Encoding.UTF8.GetBytes(response.ToJsonString()));

static string Text(JsonNode item, string key) => item[key]!.GetValue<string>();

static SymmetricSecurityKey Key(string secret) => new(Encoding.UTF8.GetBytes(secret));

// The claims as the library read them, numbers and strings apart.
static JsonNode Verify(string secret, string token)
{
    var handler = new JwtSecurityTokenHandler { MapInboundClaims = false };
    handler.ValidateToken(token, new TokenValidationParameters
    {
        IssuerSigningKey = Key(secret),
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ValidateIssuer = false,
        ValidateAudience = false,
        // The default forgives five minutes.
        ClockSkew = TimeSpan.Zero,
    }, out var validated);
    return JsonNode.Parse(((JwtSecurityToken)validated).Payload.SerializeToJson())!;
}

static JsonNode Mint(string secret, JsonNode claims)
{
    var header = new JwtHeader(new SigningCredentials(Key(secret), SecurityAlgorithms.HmacSha256));
    var payload = JwtPayload.Deserialize(claims.ToJsonString());
    return new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(header, payload));
}

// A refusal is an answer here, not a failure of the driver: the harness wants some tokens refused.
static JsonArray Answers(JsonNode items, Func<JsonNode, (string Key, JsonNode Value)> work)
{
    var answers = new JsonArray();
    foreach (var item in items.AsArray())
    {
        try
        {
            var (key, value) = work(item!);
            answers.Add(new JsonObject { [key] = value });
        }
        catch (Exception error) when (error is SecurityTokenException or ArgumentException)
        {
            answers.Add(new JsonObject { ["error"] = $"{error.GetType().Name}: {error.Message}" });
        }
    }
    return answers;
}
