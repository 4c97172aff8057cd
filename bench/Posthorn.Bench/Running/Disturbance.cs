using System.Data;
using Npgsql;
using Posthorn.Bench.Loading;
using Posthorn.Bench.Reporting;

namespace Posthorn.Bench.Running;

/// <summary>What others do to the database, or time does: an old snapshot that is left open, and millions of rows of history.</summary>
internal static class Disturbance
{
    public const string Snapshot = "snapshot";
    public const string History = "history";

    private const double MostLostToSnapshot = 0.20;
    private const double MostLostToHistory = 0.10;

    public static async Task<DisturbedFigures> SnapshotAsync(Bed bed, Subject subject, CancellationToken cancellationToken)
    {
        await using var server = await RunningServer.StartAsync(bed, subject, cancellationToken);
        var targets = await Setup.MakeAsync(bed, server, cancellationToken);
        var before = await MeasureAsync(bed, subject, server, targets, isFresh: true, window: null, cancellationToken);

        await using var connection = new NpgsqlConnection(ConnectionString(server));
        await connection.OpenAsync(cancellationToken);
        await using var old = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await using (var look = new NpgsqlCommand("select count(*) from partners", connection, old))
        {
            _ = await look.ExecuteScalarAsync(cancellationToken);
        }

        bed.Progress.Say($"{Snapshot}: an idle snapshot is open, {bed.Options.Snapshot.TotalSeconds:0} s of load");
        _ = await MeasureAsync(bed, subject, server, targets, isFresh: false, bed.Options.Snapshot, cancellationToken);
        var after = await MeasureAsync(bed, subject, server, targets, isFresh: false, window: null, cancellationToken);
        return new($"an idle snapshot of {bed.Options.Snapshot.TotalSeconds:0} s", MostLostToSnapshot, before, after);
    }

    public static async Task<DisturbedFigures> HistoryAsync(Bed bed, Subject subject, CancellationToken cancellationToken)
    {
        await using var server = await RunningServer.StartAsync(bed, subject, cancellationToken);
        var targets = await Setup.MakeAsync(bed, server, cancellationToken);
        var before = await MeasureAsync(bed, subject, server, targets, isFresh: true, window: null, cancellationToken);

        bed.Progress.Say($"{History}: writing {bed.Options.History:N0} rows");
        await HistoryRows.WriteAsync(ConnectionString(server), bed.Options.History, bed.Progress, cancellationToken);
        _ = await MeasureAsync(bed, subject, server, targets, isFresh: false, window: null, cancellationToken);
        var after = await MeasureAsync(bed, subject, server, targets, isFresh: false, window: null, cancellationToken);
        return new($"{bed.Options.History:N0} rows of history", MostLostToHistory, before, after);
    }

    private static string ConnectionString(RunningServer server) => server.Database.Storage["postgres:".Length..];

    private static Task<Figures> MeasureAsync(
        Bed bed, Subject subject, RunningServer server, IReadOnlyList<Target> targets, bool isFresh, TimeSpan? window, CancellationToken cancellationToken) =>
        new Load(bed, Setup.Even(subject, server, targets, rate: 0) with { IsFresh = isFresh, Window = window }).MeasureAsync(cancellationToken);
}
