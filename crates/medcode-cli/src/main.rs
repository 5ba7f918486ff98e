//! The `medcode` command: reads arguments, calls the engine, prints.

#![forbid(unsafe_code)]

mod args;
mod commands;
mod home;
mod out;
mod progress;
mod style;
mod today;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(e) => {
            // `--help` and `--version` come this way too, and are no errors.
            let code = if e.use_stderr() { 2 } else { 0 };
            let _ = e.print();
            return ExitCode::from(code);
        }
    };
    match commands::run(args) {
        Ok(code) => code,
        Err(e) if out::is_closed_pipe(&e) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("{}: {e:#}", style::error("error"));
            ExitCode::from(2)
        }
    }
}
