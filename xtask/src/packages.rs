//! Which packages does the workspace build on? One reading of `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// One package of the dependency graph.
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) licence: Option<String>,
    /// `None` for a member of the workspace.
    pub(crate) source: Option<String>,
    /// Ids of what it needs to be built and run (not what its tests need).
    pub(crate) needs: Vec<String>,
}

/// The graph for the machine at hand, by package id.
pub(crate) struct Graph(pub(crate) BTreeMap<String, Package>);

impl Graph {
    /// Reads the graph as the lock file pins it.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let host = host()?;
        let out = Command::new(cargo())
            .current_dir(root)
            .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", &host])
            .output()
            .context("cannot run cargo metadata")?;
        ensure!(out.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&out.stderr));
        Ok(Self::parse(&serde_json::from_slice(&out.stdout)?))
    }

    fn parse(meta: &Value) -> Self {
        let mut needs: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for node in list(&meta["resolve"]["nodes"]) {
            needs.insert(text(&node["id"]), list(&node["deps"]).filter_map(needed).collect());
        }
        let package = |p: &Value| {
            let id = text(&p["id"]);
            let package = Package {
                name: text(&p["name"]).to_owned(),
                version: text(&p["version"]).to_owned(),
                licence: p["license"].as_str().map(str::to_owned),
                source: p["source"].as_str().map(str::to_owned),
                needs: needs.get(id).cloned().unwrap_or_default(),
            };
            (id.to_owned(), package)
        };
        let reached: BTreeSet<&str> = needs.keys().copied().collect();
        let packages = list(&meta["packages"]).filter(|p| reached.contains(text(&p["id"])));
        Self(packages.map(package).collect())
    }

    /// Everything that a member pulls in, itself included.
    pub(crate) fn closure(&self, name: &str) -> BTreeSet<&str> {
        let mut seen = BTreeSet::new();
        let start = self.0.iter().find(|(_, p)| p.name == name).map(|(id, _)| id.as_str());
        let mut todo: Vec<&str> = start.into_iter().collect();
        while let Some(id) = todo.pop() {
            if seen.insert(id) {
                todo.extend(self.0.get(id).iter().flat_map(|p| p.needs.iter().map(String::as_str)));
            }
        }
        seen
    }
}

/// The id of a dependency that is not only for tests.
fn needed(dep: &Value) -> Option<String> {
    let only_tests = list(&dep["dep_kinds"]).all(|kind| kind["kind"] == "dev");
    (!only_tests).then(|| text(&dep["pkg"]).to_owned())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The cargo that runs us, so that one toolchain answers all questions.
fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}

/// The target triple of this machine: packages for others need not be fetched.
fn host() -> Result<String> {
    let out = Command::new("rustc").arg("-vV").output().context("cannot run rustc")?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let line = text.lines().find_map(|l| l.strip_prefix("host: "));
    line.map(str::to_owned).context("rustc does not say its host")
}
