namespace Posthorn.Bench.Roles;

/// <summary>How a role is led: a line in, a line out. When the leader is gone the input ends, and the role with it.</summary>
internal static class RoleConsole
{
    public static async Task<string?> ReadAsync(CancellationToken cancellationToken) => await Console.In.ReadLineAsync(cancellationToken);

    public static async Task SayAsync(string line)
    {
        await Console.Out.WriteLineAsync(line);
        await Console.Out.FlushAsync();
    }

    /// <summary>Waits for the line, or for the end of the input, which stands for every line that is still to come.</summary>
    public static async Task UntilAsync(string line, CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken) is { } read && read != line)
        {
            // Anything else is for a role that knows it.
        }
    }
}
