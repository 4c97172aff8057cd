using System.Reflection;
using Posthorn.Sqlite.Configuration;
using Posthorn.Sqlite.Reading;
using Posthorn.Sqlite.Replay;
using Posthorn.Sqlite.Retention;
using Posthorn.Sqlite.Tests.Opening;

namespace Posthorn.Sqlite.Tests.Reading;

public sealed class QueryPlanTests : IDisposable
{
    /// <summary>The few endpoints there are, the running replays, and the queue where it is counted.</summary>
    private static readonly string[] MayBeScanned =
    [
        "SCAN endpoints",
        "SCAN endpoints USING COVERING INDEX endpoints_partner",
        "SCAN replay_jobs USING INDEX replay_jobs_running",
        "SCAN deliveries USING COVERING INDEX deliveries_due",
    ];

    private readonly ColdStore _store = new();

    public static TheoryData<string> Queries => [.. Texts().Select(static text => $"{text.DeclaringType!.Name}.{text.Name}")];

    [Theory]
    [MemberData(nameof(Queries))]
    public void Every_question_finds_its_rows_by_an_index(string name)
    {
        var sql = (string)Texts().Single(text => $"{text.DeclaringType!.Name}.{text.Name}" == name).GetValue(null)!;

        var plan = _store.Write(connection =>
        {
            using var explain = connection.Prepare($"explain query plan {sql}");
            var steps = new List<string>();
            while (explain.Read())
            {
                steps.Add(explain.Text(3));
            }

            return steps;
        });

        plan.Where(static step => step.StartsWith("SCAN", StringComparison.Ordinal))
            .Except(MayBeScanned)
            .ShouldBeEmpty(string.Join(Environment.NewLine, plan));
        plan.ShouldNotContain(static step => step.StartsWith("USE TEMP B-TREE", StringComparison.Ordinal), string.Join(Environment.NewLine, plan));
    }

    public void Dispose() => _store.Dispose();

    private static IEnumerable<FieldInfo> Texts() =>
        new[]
            {
                typeof(HistorySql), typeof(ReplaySql), typeof(StepReplayJob), typeof(ReplayDelivery), typeof(SqliteRetention),
                typeof(DeleteEvents), typeof(UpdateEndpoint), typeof(CancelWaiting), typeof(RotateSecret),
            }
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(static text => text is { IsLiteral: true } && text.FieldType == typeof(string));
}
