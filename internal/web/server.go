package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"detente/internal/store"
)

// Options say what a Server works with.
type Options struct {
	Store   *store.Store
	Version string // of the program, for the provenance of answers
	Seed    uint64 // of everything drawn at random
	// Notice is called with a new link when the one before has been opened again;
	// nil: such a link stays closed.
	Notice func(link string)
}

// Server serves the workbench.
type Server struct {
	o        Options
	pass     *pass
	desk     *desk
	hub      *hub
	dossiers *dossiers
	handler  http.Handler
	stop     context.Context // done when the server closes
	close    context.CancelFunc
}

// New returns a server over a store, which stays the caller's to close, after
// the server.
func New(o Options) *Server {
	s := &Server{o: o, pass: newPass(), hub: newHub(), dossiers: newDossiers()}
	s.stop, s.close = context.WithCancel(context.Background())
	s.desk = newDesk(o, s.hub)
	s.handler = s.guard(s.mux())
	return s
}

// Handler returns what serves requests, guard included.
func (s *Server) Handler() http.Handler { return s.handler }

// Link returns the address that opens the workbench, once: it carries the token
// that is exchanged for a session. path is the page to begin with, "/" or a
// case's.
func (s *Server) Link(addr, path string) string {
	return "http://" + addr + path + "?token=" + s.pass.fresh()
}

// Close ends all work in hand and all streams.
func (s *Server) Close() {
	s.close()
	s.desk.close()
}

// The limits of a connection.
const (
	headerTime  = 5 * time.Second
	bodyTime    = 30 * time.Second
	idleTime    = 60 * time.Second
	answerTime  = 90 * time.Second // the longest job, its queue, and writing it
	closingTime = 5 * time.Second
	headerBytes = 32 << 10
)

// Serve answers requests on a listener until the context ends, then lets
// requests in hand finish, for some seconds, and closes the server.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	web := &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       bodyTime,
		WriteTimeout:      answerTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    headerBytes,
	}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(l) }()
	select {
	case err := <-failed:
		s.Close()
		return err
	case <-ctx.Done():
	}
	s.close() // streams end, so that Shutdown need not wait for them
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), closingTime)
	defer cancel()
	err := web.Shutdown(last)
	s.Close()
	if errors.Is(err, context.DeadlineExceeded) {
		err = web.Close()
	}
	return err
}
