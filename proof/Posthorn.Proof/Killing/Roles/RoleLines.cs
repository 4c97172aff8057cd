namespace Posthorn.Proof.Killing.Roles;

/// <summary>What the run says to a role and hears from it: a line in, a line out. When the run is gone the input ends, and the role with it.</summary>
internal static class RoleLines
{
    public const string Ready = "ready";
    public const string Go = "go";
    public const string Stop = "stop";
    public const string Calm = "calm";
    public const string Secret = "secret";
    public const string Status = "status";
    public const string Done = "ok";

    public static async Task<string?> ReadAsync(CancellationToken cancellationToken) => await Console.In.ReadLineAsync(cancellationToken);

    public static async Task SayAsync(string line)
    {
        await Console.Out.WriteLineAsync(line);
        await Console.Out.FlushAsync();
    }
}
