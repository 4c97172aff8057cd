using System.CommandLine;
using Posthorn.Bench;

const int WrongUsage = 2;

// A role is this same program started again, so it must know how it was started itself.
string[] self = string.Equals(Path.GetFileNameWithoutExtension(Environment.ProcessPath), "dotnet", StringComparison.Ordinal)
    ? [Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "posthorn-bench.dll")]
    : [Environment.ProcessPath!];

var root = new RootCommand("Measures Posthorn against two floors, on one machine, each role in a process of its own.");
BenchCommand.Fill(root, self, server: [], TimeProvider.System);
var receive = new Command("receive", "Measures receiving, beside an application that only reads the request.");
BenchCommand.FillReceive(receive, self, TimeProvider.System);
root.Subcommands.Add(receive);
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? WrongUsage : code;
