// Package montecarlo draws cases from a case: every range becomes a number and
// every unknown order of statements an order, many times, and what any function
// of a case makes of the draws is summed up.
//
// Bind a case with New, then call Run for means, spreads and quantiles, Indices
// for the share of the variance that each input explains, Tornado for one input
// at a time, and Crossings for the place where an answer changes. A Learning
// filled by Run says which input is worth finding out first.
//
// A draw depends on the seed, the name of the question and its number alone, and
// draws are summed up in order: any number of workers gives the same bytes.
// Points are those of a scrambled Sobol' sequence, which fill the space more
// evenly than independent draws; standard errors are those of independent draws
// and so too large rather than too small.
//
// It assumes that inputs are independent unless the case says `correlated`. What
// a case leaves out of its ranges, no draw can show.
package montecarlo
