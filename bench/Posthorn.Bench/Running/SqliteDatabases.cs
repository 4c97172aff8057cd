using Posthorn.Bench.Floors;

namespace Posthorn.Bench.Running;

/// <summary>A file for each measurement.</summary>
internal sealed class SqliteDatabases : IDatabases
{
    public string Description => $"SQLite {SqliteLibrary.Use()} in the floor";

    public Task<Database> MakeAsync(string directory, CancellationToken cancellationToken) => Task.FromResult(new Database(
        $"sqlite:{Path.Combine(directory, "bench.db")}",
        () => Directory.EnumerateFiles(directory, "bench.db*").Sum(static file => new FileInfo(file).Length),
        () => SqliteLibrary.CountEvents(Path.Combine(directory, "bench.db")),
        static () => default));

    public ValueTask DisposeAsync() => default;
}
