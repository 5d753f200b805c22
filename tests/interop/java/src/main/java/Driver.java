// jjwt: one JSON document in on stdin, one out on stdout (see ../README.md).

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.SignatureAlgorithm;
import io.jsonwebtoken.security.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.SecretKey;

final class Driver {
    private record Request(List<Token> verify, List<Claims> mint) {}

    private record Token(String secret, String token) {}

    private record Claims(String secret, Map<String, Object> claims) {}

    private record Response(
            String library, String version, List<Map<String, ?>> verified, List<Map<String, ?>> minted) {}

    private Driver() {}

    /** With the argument {@code documented}, the secret goes to the call that Algomo's documentation shows for Java. */
    public static void main(String[] arguments) throws IOException {
        boolean documented = List.of(arguments).equals(List.of("documented"));
        Function<Claims, String> mint = documented ? Driver::mintAsDocumented : Driver::mint;
        ObjectMapper json = new ObjectMapper();
        Request request = json.readValue(System.in, Request.class);
        Response response = new Response(
                "jjwt",
                Jwts.class.getPackage().getImplementationVersion(),
                answers("claims", request.verify(), Driver::verify),
                answers("token", request.mint(), mint));
        // As bytes, so that the machine's locale has no say.
        System.out.write(json.writeValueAsBytes(response));
        System.out.flush();
    }

    private static SecretKey key(String secret) {
        return Keys.hmacShaKeyFor(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> verify(Token item) {
        return Jwts.parser()
                .sig().clear().add(Jwts.SIG.HS256).and()
                .verifyWith(key(item.secret()))
                .build()
                .parseSignedClaims(item.token())
                .getPayload();
    }

    private static String mint(Claims item) {
        return Jwts.builder().claims(item.claims()).signWith(key(item.secret()), Jwts.SIG.HS256).compact();
    }

    @SuppressWarnings("deprecation")
    private static String mintAsDocumented(Claims item) {
        return Jwts.builder().claims(item.claims()).signWith(SignatureAlgorithm.HS256, item.secret()).compact();
    }

    private static <T> List<Map<String, ?>> answers(String key, List<T> items, Function<T, ?> work) {
        return items.stream().<Map<String, ?>>map(item -> answer(key, item, work)).toList();
    }

    /** A refusal is an answer here, not a failure of the driver: the harness wants some tokens refused. */
    private static <T> Map<String, ?> answer(String key, T item, Function<T, ?> work) {
        try {
            return Map.of(key, work.apply(item));
        } catch (JwtException error) {
            return Map.of("error", error.getClass().getSimpleName() + ": " + error.getMessage());
        }
    }
}
