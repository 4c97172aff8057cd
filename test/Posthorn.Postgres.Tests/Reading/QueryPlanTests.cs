using System.Reflection;
using Npgsql;
using Posthorn.Conformance;
using Posthorn.Postgres.Reading;
using Posthorn.Postgres.Replay;
using Posthorn.Postgres.Sessions;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Postgres.Tests.Promises;
using Posthorn.Postgres.Writing.Appending;
using Posthorn.Postgres.Writing.Batching;
using Posthorn.Postgres.Writing.Claiming;
using Posthorn.Postgres.Writing.Settling;

namespace Posthorn.Postgres.Tests.Reading;

/// <summary>The plans of statements, made while the tables are empty, as they are at the first start: a plan is kept, and the tables grow.</summary>
[Collection(SharedPostgres.Name)]
public sealed class QueryPlanTests(SharedPostgres postgres) : StorePromises(new PostgresUnderTest(postgres))
{
    /// <summary>What is open, where it is small: the listing asks for its size before.</summary>
    private static readonly string[] ReadThrough = [$"{nameof(HistorySql)}.{nameof(HistorySql.Open)}"];

    private static readonly string[] Verbs = ["select", "with", "insert", "update", "delete"];

    private static readonly string[] Parts = ["HistorySql.OfMade", "SettleSql.InsertEnded", "SettleSql.InsertAttempts", "SettleSql.Places"];

    private static readonly string[] OneDay =
    [
        $"{nameof(HistorySql)}.{nameof(HistorySql.EventById)}",
        $"{nameof(HistorySql)}.{nameof(HistorySql.DeliveryById)}",
        $"{nameof(HistorySql)}.{nameof(HistorySql.AttemptsOfDelivery)}",
    ];

    private const string Attempt = "uuid[], timestamptz[], bigint[], text[], integer[], boolean[], bytea[]";

    private const string HeldTypes = $"integer[], uuid[], bigint[], integer[], integer[], text[], timestamptz[], {Attempt}";

    /// <summary>What cannot be told by the statement alone: of which type the rows of its arrays are.</summary>
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["AppendSql.Keys"] = "bigint[], text[], bytea[], uuid[]",
        ["AppendSql.Events"] =
            "bigint, integer, integer[], bigint[], text[], uuid[], bigint[],"
            + "integer[], uuid[], bigint[], text[], text[], timestamptz[], timestamptz[], integer[], integer[], bytea[], text[], integer[],"
            + "uuid[], integer[], bigint[], bigint[], uuid[], text[], timestamptz[], timestamptz[], bigint[], boolean[], timestamptz[]",
        ["HistorySql.News"] = "bigint[], bigint[], bigint, uuid, uuid",
        ["HistorySql.Receipts"] = "bigint[], text[]",
        ["AppendSql.ForgetKeys"] = "bigint[], text[]",
        ["AppendSql.Former"] = "integer[], bigint[], text[], bytea[]",
        ["ClaimSql.Claim"] = "bigint, integer[], bigint[], integer[], integer[], timestamptz[], timestamptz[], timestamptz[], timestamptz[], bigint[]",
        ["SettleSql.End"] = $"{HeldTypes}, integer[]",
        ["SettleSql.Retry"] = $"{HeldTypes}, timestamptz[]",
        ["SettleSql.EndWaiting"] = "integer[], uuid[], integer[], timestamptz[], integer[], integer[], text[], timestamptz[]",
        ["SettleSql.DeliverLate"] = "uuid[], text[], timestamptz[]",
        ["SettleSql.TriedLate"] = $"uuid[], bigint[], integer[], {Attempt}",
        ["ReleaseWriter.GiveBack"] = "uuid[], bigint[], integer[], timestamptz[]",
        ["OpenLanes.OfThisNode"] = "bigint[], timestamptz[], bigint[]",
        ["SessionSql.Write"] =
            "integer[], bigint[], text[], integer[], text[], integer[], bigint[], integer[], bytea[], text[], text[], uuid[], bytea[], bigint[], timestamptz[], timestamptz[], timestamptz[],"
            + "integer[], bigint[], boolean[], text[], integer[], timestamptz[], bytea[]",
        ["ReplaySql.Create"] = "uuid[], timestamptz, uuid[], integer[], bigint[], bigint",
    };

    public static TheoryData<string> Statements => [.. Texts().Select(Name)];

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task Every_statement_finds_its_rows_by_an_index_even_if_its_plan_was_made_for_empty_tables(string name)
    {
        var plan = await PlanAsync(name);

        plan.ShouldNotContain("Seq Scan on", Case.Sensitive, plan);
        plan.ShouldNotContain("Hash Join", Case.Sensitive, plan);
        if (!ReadThrough.Contains(name))
        {
            ScannedWhole(plan).ShouldBeEmpty(plan);
        }
    }

    [Fact]
    public async Task A_question_that_names_an_id_opens_the_day_of_that_id_and_the_net_at_most()
    {
        foreach (var name in OneDay)
        {
            (await PlanAsync(name)).ShouldContain("Subplans Removed", Case.Sensitive, name);
        }
    }

    private static IEnumerable<FieldInfo> Texts() =>
        new[]
            {
                typeof(HistorySql), typeof(ReplaySql), typeof(AppendSql), typeof(ClaimSql), typeof(SettleSql), typeof(ReleaseWriter), typeof(ExpiredRows), typeof(OpenLanes),
                typeof(SessionSql),
            }
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(static text => text is { IsLiteral: true } && (text.IsPublic || !Parts.Contains(Name(text))) && text.FieldType == typeof(string) && IsStatement((string)text.GetValue(null)!));

    // The others are parts of statements, or say how to plan.
    private static bool IsStatement(string text) => Verbs.Any(verb => text.StartsWith(verb + " ", StringComparison.Ordinal)) && !text.Contains("set_config", StringComparison.Ordinal);

    private static string Name(FieldInfo text) => $"{text.DeclaringType!.Name}.{text.Name}";

    /// <summary>Scans of our tables' indexes without a condition: a whole table by another name.</summary>
    private static List<string> ScannedWhole(string plan)
    {
        var lines = plan.Split('\n');
        return [.. lines.Where((line, i) => line.Contains("Scan using", StringComparison.Ordinal)
            && !line.Contains("deliveries_due", StringComparison.Ordinal)
            && !lines[Math.Min(i + 1, lines.Length - 1)].Contains("Index Cond", StringComparison.Ordinal))];
    }

    private async Task<string> PlanAsync(string name)
    {
        var sql = (string)Texts().Single(text => Name(text) == name).GetValue(null)!;
        await using var connection = new NpgsqlConnection(((PostgresUnderTest)Store).Database + ";Pooling=false");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, Plans.ByIndex);
        await RunAsync(connection, "set local plan_cache_mode = force_generic_plan");
        await RunAsync(connection, $"prepare asked {(Types.TryGetValue(name, out var types) ? $"({types})" : "")} as {sql}");
        var parameters = await ScalarAsync<string[]>(connection, "select array(select t::text from pg_prepared_statements, unnest(parameter_types) t where name = 'asked')");
        var values = string.Join(", ", parameters.Select(static type => $"null::{type}"));
        await using var explain = new NpgsqlCommand($"explain (costs off) execute asked{(parameters.Length > 0 ? $"({values})" : "")}", connection);
        await using var row = await explain.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await row.ReadAsync())
        {
            plan.Add(row.GetString(0));
        }

        return string.Join('\n', plan);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        _ = await command.ExecuteNonQueryAsync();
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
