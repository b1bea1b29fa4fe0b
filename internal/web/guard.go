package web

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"log"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
)

// pass lets one browser in: the token of a link is exchanged, once, for a
// session cookie.
type pass struct {
	session string

	mu     sync.Mutex
	token  string // of the latest link, "" once used
	before string // the digest of the token that was used last
}

func newPass() *pass { return &pass{session: secret()} }

// secret returns 256 random bits in hexadecimal.
func secret() string {
	b := make([]byte, 32)
	rand.Read(b)
	return hex.EncodeToString(b)
}

// fresh returns a new token; the one before is void.
func (p *pass) fresh() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.token = secret()
	return p.token
}

// redeem uses a token up. again is true for the token that was used last.
func (p *pass) redeem(token string) (ok, again bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	sum := sha256.Sum256([]byte(token))
	digest := hex.EncodeToString(sum[:])
	if p.token != "" && equal(token, p.token) {
		p.token, p.before = "", digest
		return true, false
	}
	return false, p.token == "" && equal(digest, p.before)
}

func equal(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// cookieName names the session's cookie. Cookies know no ports, so that two
// workbenches on one machine would overwrite each other's without it.
func cookieName(r *http.Request) string {
	_, port, _ := net.SplitHostPort(r.Host)
	return "detente-" + port
}

// headers go with every answer.
var headers = map[string]string{
	"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
		"connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "no-referrer",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"X-Frame-Options":              "DENY",
	"Cache-Control":                "no-store",
}

// guard stands before every route: whoever asks must have opened the link, call
// the server by its own name, and, to change anything, come from its own pages.
func (s *Server) guard(next http.Handler) http.Handler {
	crossOrigin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		defer s.caught(w, r)
		switch {
		case !ownHost(r):
			refuse(w, "This address is not the workbench's own. Open the link that detente has printed.")
		case r.URL.Query().Has("token"):
			s.enter(w, r)
		case !s.known(r):
			refuse(w, "Open the link that detente has printed in its terminal. It lets one browser in.")
		case crossOrigin.Check(r) != nil:
			refuse(w, "This request came from another site, and would have changed something here.")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ownHost tells the server's own names from one that was made to lead here (DNS
// rebinding): a loopback name, and the port that the connection came in by.
func ownHost(r *http.Request) bool {
	host, port, err := net.SplitHostPort(r.Host)
	if err != nil {
		host, port = strings.Trim(r.Host, "[]"), ""
	}
	if host != "127.0.0.1" && host != "localhost" && host != "::1" {
		return false
	}
	if local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		_, own, _ := net.SplitHostPort(local.String())
		return port == own || port == "" && own == "80"
	}
	return true
}

// enter exchanges the token of a link for a session.
func (s *Server) enter(w http.ResponseWriter, r *http.Request) {
	ok, again := s.pass.redeem(r.URL.Query().Get("token"))
	switch {
	case ok:
		http.SetCookie(w, &http.Cookie{Name: cookieName(r), Value: s.pass.session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	case s.known(r): // opened twice in the same browser
	case again && s.o.Notice != nil:
		s.o.Notice(s.Link(r.Host, r.URL.EscapedPath()))
		refuse(w, "This link has been used. A new one stands in the terminal.")
		return
	default:
		refuse(w, "This link has been used, or is none. Open the last one that detente has printed in its terminal.")
		return
	}
	to := *r.URL
	query := to.Query()
	query.Del("token")
	to.RawQuery = query.Encode()
	http.Redirect(w, r, "/"+strings.TrimLeft(to.RequestURI(), "/"), http.StatusSeeOther)
}

// known reports whether a request has the session's cookie.
func (s *Server) known(r *http.Request) bool {
	c, err := r.Cookie(cookieName(r))
	return err == nil && equal(c.Value, s.pass.session)
}

func refuse(w http.ResponseWriter, why string) { http.Error(w, why, http.StatusForbidden) }

// caught turns a panic of a handler into an answer; the stack goes to the log
// of the terminal.
func (s *Server) caught(w http.ResponseWriter, r *http.Request) {
	cause := recover()
	switch {
	case cause == nil:
	case cause == http.ErrAbortHandler:
		panic(cause)
	default:
		log.Printf("%s %s: %v\n%s", r.Method, r.URL.Path, cause, debug.Stack())
		http.Error(w, "The workbench could not do this; its terminal says why. Nothing was changed that was not saved before.", http.StatusInternalServerError)
	}
}
