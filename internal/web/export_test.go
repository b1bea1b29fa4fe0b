package web

import "detente/internal/store"

// Route is a line of the table of routes.
type Route struct{ Method, Pattern string }

// Routes returns the table of routes.
func (s *Server) Routes() []Route {
	var out []Route
	for _, r := range s.routes() {
		out = append(out, Route{r.method, r.pattern})
	}
	return out
}

// Listeners returns how many pages listen to a case.
func (s *Server) Listeners(id store.CaseID) int {
	s.hub.mu.Lock()
	defer s.hub.mu.Unlock()
	return len(s.hub.pages[id])
}

// Headers are what goes with every answer.
var Headers = headers
