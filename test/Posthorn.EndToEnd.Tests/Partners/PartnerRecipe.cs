using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Posthorn.EndToEnd.Tests.HouseRules;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Partners;

/// <summary>How one of the partners is started, and where its effects are.</summary>
internal abstract record PartnerRecipe(Profile Profile, string Path)
{
    private const string SukiPath = "/webhooks/notification";
    private const string SullyPath = "/webhooks/sully";

    public static IReadOnlyList<string> Names { get; } =
        ["Suki, the sample", "Suki, Flask", "Suki, Express", "Sully, the sample", "Sully, Flask", "Sully, Express"];

    public static PartnerRecipe Of(string name) => name switch
    {
        "Suki, the sample" => new Sample(Profile.Suki, SukiPath, "Suki.Partner", "Visits", "select count(*) from visits where session = @subject"),
        "Suki, Flask" => new InFlask(Profile.Suki, SukiPath, "suki", "select applied from sessions where id = @subject"),
        "Suki, Express" => new InExpress(Profile.Suki, SukiPath, "suki", "select applied from sessions where id = @subject"),
        "Sully, the sample" => new Sample(Profile.Sully, SullyPath, "Sully.Partner", "Chart", "select count(*) from chart where id = @subject"),
        "Sully, Flask" => new InFlask(Profile.Sully, SullyPath, "sully", "select applied from results where id = @subject"),
        "Sully, Express" => new InExpress(Profile.Sully, SullyPath, "sully", "select applied from results where id = @subject"),
        _ => throw new ArgumentException("There is no such partner.", nameof(name)),
    };

    /// <returns>How it is started at a port, 0 for any; and its effects.</returns>
    public abstract Task<(Func<int, ProcessStartInfo> Start, EffectTable Effects)> PrepareAsync(
        string folder, PostgresOfPartners postgres, CancellationToken cancellationToken);

    private string Secret => TestSecrets.Of(Profile.Scheme);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static EffectTable InSqlite(string file, string sql) => new(() => new SqliteConnection($"Data Source={file};Pooling=False"), sql);

    /// <summary>A program of <c>samples/</c>, built with these tests.</summary>
    private sealed record Sample(Profile Profile, string Path, string Program, string Database, string Sql) : PartnerRecipe(Profile, Path)
    {
        public override Task<(Func<int, ProcessStartInfo> Start, EffectTable Effects)> PrepareAsync(
            string folder, PostgresOfPartners postgres, CancellationToken cancellationToken)
        {
            var file = System.IO.Path.Combine(folder, "effects.db");
            return Task.FromResult<(Func<int, ProcessStartInfo>, EffectTable)>((Start, InSqlite(file, Sql)));

            ProcessStartInfo Start(int port) => new(System.IO.Path.Combine(AppContext.BaseDirectory, Program), ["--urls", $"http://127.0.0.1:{Text(port)}"])
            {
                WorkingDirectory = folder,
                Environment =
                {
                    [$"{Profile.Name}__Secrets__0__Value"] = Secret,
                    [Database] = file,
                    ["Inbox"] = $"sqlite:{System.IO.Path.Combine(folder, "inbox.db")}",
                },
            };
        }
    }

    /// <summary>A handler of <c>docs/receive/python</c>.</summary>
    private sealed record InFlask(Profile Profile, string Path, string Module, string Sql) : PartnerRecipe(Profile, Path)
    {
        public override Task<(Func<int, ProcessStartInfo> Start, EffectTable Effects)> PrepareAsync(
            string folder, PostgresOfPartners postgres, CancellationToken cancellationToken)
        {
            var python = Installed.Flask();
            var file = System.IO.Path.Combine(folder, "inbox.db");
            return Task.FromResult<(Func<int, ProcessStartInfo>, EffectTable)>((Start, InSqlite(file, Sql)));

            ProcessStartInfo Start(int port) => new(python, ["-m", "flask", "--app", Module, "run", "--host", "127.0.0.1", "--port", Text(port)])
            {
                WorkingDirectory = System.IO.Path.Combine(Repository.Root, "docs", "receive", "python"),
                Environment =
                {
                    [$"{Module.ToUpperInvariant()}_SECRETS"] = Secret,
                    ["INBOX"] = file,
                    ["PYTHONDONTWRITEBYTECODE"] = "1",
                    ["PYTHONUNBUFFERED"] = "1",
                },
            };
        }
    }

    /// <summary>A handler of <c>docs/receive/typescript</c>.</summary>
    private sealed record InExpress(Profile Profile, string Path, string Module, string Sql) : PartnerRecipe(Profile, Path)
    {
        public override async Task<(Func<int, ProcessStartInfo> Start, EffectTable Effects)> PrepareAsync(
            string folder, PostgresOfPartners postgres, CancellationToken cancellationToken)
        {
            var node = Installed.Node();
            var built = await NodeFolder.PrepareAsync("docs/receive/typescript", build: true, cancellationToken);
            var (url, connectionString) = await postgres.CreateDatabaseAsync();
            return (Start, new(() => new NpgsqlConnection(connectionString), Sql));

            ProcessStartInfo Start(int port) => new(node, [System.IO.Path.Combine(built, "out", $"{Module}.js")])
            {
                WorkingDirectory = folder,
                Environment =
                {
                    [$"{Module.ToUpperInvariant()}_SECRETS"] = Secret,
                    ["DATABASE_URL"] = url.AbsoluteUri,
                    ["PORT"] = Text(port),
                },
            };
        }
    }
}
