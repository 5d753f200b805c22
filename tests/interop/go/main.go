// golang-jwt: one JSON document in on stdin, one out on stdout (see ../README.md).
package main

import (
	"encoding/json"
	"log"
	"os"
	"runtime/debug"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

const module = "github.com/golang-jwt/jwt/v5"

type request struct {
	Verify []struct{ Secret, Token string }
	Mint   []struct {
		Secret string
		Claims jwt.MapClaims
	}
}

type answer struct {
	Claims jwt.MapClaims `json:"claims,omitempty"`
	Token  string        `json:"token,omitempty"`
	Error  string        `json:"error,omitempty"`
}

type response struct {
	Library  string   `json:"library"`
	Version  string   `json:"version"`
	Verified []answer `json:"verified"`
	Minted   []answer `json:"minted"`
}

// A refusal is an answer here, not a failure of the driver: the harness wants some tokens refused.
func refused(err error) answer { return answer{Error: err.Error()} }

func verify(secret, token string) answer {
	// Numbers as they are written, so that none is compared after a detour through float64.
	parser := jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}), jwt.WithJSONNumber())
	key := func(*jwt.Token) (any, error) { return []byte(secret), nil }
	parsed, err := parser.Parse(token, key)
	if err != nil {
		return refused(err)
	}
	return answer{Claims: parsed.Claims.(jwt.MapClaims)}
}

func mint(secret string, claims jwt.MapClaims) answer {
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(secret))
	if err != nil {
		return refused(err)
	}
	return answer{Token: token}
}

// The library does not say its own version, but the build records those of all modules.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		log.Fatal("the program was built without module information")
	}
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return strings.TrimPrefix(dependency.Version, "v")
		}
	}
	log.Fatal("the program was built without " + module)
	return ""
}

func main() {
	var in request
	decoder := json.NewDecoder(os.Stdin)
	decoder.UseNumber()
	if err := decoder.Decode(&in); err != nil {
		log.Fatal(err)
	}
	out := response{Library: "golang-jwt", Version: version(), Verified: []answer{}, Minted: []answer{}}
	for _, item := range in.Verify {
		out.Verified = append(out.Verified, verify(item.Secret, item.Token))
	}
	for _, item := range in.Mint {
		out.Minted = append(out.Minted, mint(item.Secret, item.Claims))
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		log.Fatal(err)
	}
}
