// Package web is the workbench in a browser: pages over the cases of a store,
// for one person on one machine.
//
// Call [New] with a store, then [Server.Serve] with a listener on the loopback
// interface; [Server.Link] is what to open. Everything works without scripts, by
// forms that redirect; small modules of our own add keys, sliders and pages that
// change while one edits.
//
// A request goes through the guard (guard.go), the one table of routes
// (routes.go) and a handler, which parses, calls one domain function and renders
// (page.go). The desk (desk.go) holds what was read and computed of each case, by
// its digest; live.go tells open pages what has changed. No handler judges a
// negotiation, and no text of a case is ever served as HTML.
//
// It fetches nothing, and listens where it is told to: that this is the loopback
// interface is the caller's to see to.
package web
