using System.Globalization;

namespace Posthorn.Proof.Killing.Planning;

/// <summary>What was asked for. The run ends when it has lasted, killed and published as much as this says.</summary>
/// <param name="Duration">How long it lasts at least.</param>
/// <param name="Kills">How many processes get a SIGKILL at least.</param>
/// <param name="Events">How many events are acknowledged at least.</param>
/// <param name="Rate">Events a second.</param>
/// <param name="Directory">Below which folder everything is kept while it runs; null for the system's temporary one.</param>
/// <param name="Keep">Whether the folder stays although all is well.</param>
internal sealed record KillingPlan(
    StorageKind Storage, int Nodes, TimeSpan Duration, int Kills, int Events, double Rate, int Seed, string? Directory, bool Keep)
{
    /// <summary>The command that does the same again, without anything that is of one machine.</summary>
    public string Command => string.Join(' ', Words());

    private IEnumerable<string> Words()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"posthorn prove --storage {(Storage == StorageKind.Postgres ? "postgres" : "sqlite")}");
        if (Storage == StorageKind.Postgres)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--nodes {Nodes}");
        }

        if (Duration > TimeSpan.Zero)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--duration {Duration.TotalSeconds:0.###}s");
        }

        if (Kills > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--kills {Kills}");
        }

        if (Events > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--events {Events}");
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"--rate {Rate} --seed {Seed}");
    }
}
