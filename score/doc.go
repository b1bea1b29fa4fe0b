// Package score measures how good forecasts were once the outcomes are known:
// mean absolute error, continuous ranked probability score, Brier score,
// coverage of intervals, and calibration, each with a bootstrap interval.
//
// Read two CSV files with ReadForecasts and ReadOutcomes, and give both to
// Compute; the answer has a Result method. The scoring rules stand by themselves
// as CRPSNormal and CRPSQuantiles.
//
// Forecasts have the columns
//
//	id           what the forecast is of; each once
//	mean         a number, in the unit of the outcome
//	sd           standard deviation of a normal forecast, beside mean
//	p5, p25, ... quantiles, the number after p in percent; not falling
//	probability  of an event, from 0 to 1
//	name, note   not read
//
// and outcomes the columns id and outcome: a number, or 1 and 0 for an event
// that happened or did not. A row has a mean or quantiles, or a probability.
//
// Errors of one file are averaged: its numbers should be on one scale. The
// intervals are about chance among items like these; they say nothing of items
// of another kind.
package score
