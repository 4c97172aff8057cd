namespace Posthorn.Bench.Running;

/// <summary>Makes a fresh database for each measurement of a run.</summary>
internal interface IDatabases : IAsyncDisposable
{
    /// <summary>What is measured, for the report: product, version, settings that are not its own.</summary>
    string Description { get; }

    /// <param name="directory">A folder of the measurement's own.</param>
    Task<Database> MakeAsync(string directory, CancellationToken cancellationToken);
}
