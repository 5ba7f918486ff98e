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

/// Coding a note makes thousands of small strings and lists: with the system's allocator a third
/// of the time goes into them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
