using System.Diagnostics;
using System.Globalization;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Opening;

namespace Posthorn.Sqlite.Tests.Opening;

public sealed class ProcessLockTests : IDisposable
{
    private const string PathVariable = "POSTHORN_TEST_HOLD";

    private readonly TempFolder _folder = new();

    [Fact]
    public void FD21_a_second_opening_in_the_same_process_is_refused()
    {
        using var first = Open(_folder.Database);

        Should.Throw<StartRefusedException>(() => Open(_folder.Database)).Code.ShouldBe("store_in_use");
    }

    [Fact]
    public void FD21_another_name_of_the_same_file_is_refused_too()
    {
        using var first = Open(_folder.Database);
        var link = File.CreateSymbolicLink(_folder.File("link.db"), _folder.Database);

        Should.Throw<StartRefusedException>(() => Open(link.FullName)).Code.ShouldBe("store_in_use");
    }

    [Fact]
    public void A_database_that_was_closed_can_be_opened_again()
    {
        Open(_folder.Database).Dispose();

        Should.NotThrow(() => Open(_folder.Database).Dispose());
    }

    [Fact]
    public void A_refused_opening_lets_go_of_the_lock()
    {
        File.WriteAllText(_folder.Database, "not a database, and long enough for SQLite to look at it: 1234567890");
        _ = Should.Throw<StartRefusedException>(() => Open(_folder.Database));
        File.Delete(_folder.Database);

        Should.NotThrow(() => Open(_folder.Database).Dispose());
    }

    [Fact]
    public async Task FD21_a_second_process_is_refused_by_name_until_the_first_is_killed()
    {
        using var holder = StartHolder();
        (await holder.StandardOutput.ReadUntilAsync("holding")).ShouldBeTrue();

        var refused = Should.Throw<StartRefusedException>(() => Open(_folder.Database));

        refused.Code.ShouldBe("store_in_use");
        refused.Message.ShouldContain(_folder.Database);
        refused.Message.ShouldContain($"pid {holder.Id.ToString(CultureInfo.InvariantCulture)}");

        holder.Kill();
        await holder.WaitForExitAsync(TestContext.Current.CancellationToken);
        Should.NotThrow(() => Open(_folder.Database).Dispose());
    }

    /// <summary>Run as a process of its own by the test above.</summary>
    [Fact(Explicit = true)]
    public void Holds_a_database_until_it_is_killed()
    {
        using var storage = Open(Environment.GetEnvironmentVariable(PathVariable)!);
        Console.Out.WriteLine("holding");
        Console.Out.Flush();
        _ = Console.In.Read();
    }

    public void Dispose() => _folder.Dispose();

    private static SqliteStorage Open(string path) => SqliteStorage.Open(path, new SqliteOptions(), TimeProvider.System);

    private Process StartHolder()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { [PathVariable] = _folder.Database },
        };

        var method = $"{typeof(ProcessLockTests).FullName}.{nameof(Holds_a_database_until_it_is_killed)}";
        foreach (var argument in (string[])["-explicit", "only", "-method", method])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
