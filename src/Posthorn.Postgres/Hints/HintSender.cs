using Npgsql;

namespace Posthorn.Postgres.Hints;

/// <summary>Sends hints: one short transaction of their own.</summary>
internal sealed class HintSender(NpgsqlDataSource source, Func<long> term)
{
    // A hint that a crash loses was no loss: nobody waits for the disk.
    private const string Send =
        """
        select set_config('synchronous_commit', 'off', true), pg_notify(hints.channel, hints.text)
        from unnest($1, $2) hints (channel, text)
        """;

    public async Task SendAsync(IReadOnlyCollection<long> lanes, bool configuration, CancellationToken cancellationToken)
    {
        var hints = new List<(string Channel, string Text)>();
        if (lanes.Count > 0)
        {
            hints.AddRange(HintText.Write(term(), lanes).Select(static text => (HintListener.LanesChannel, text)));
        }

        if (configuration)
        {
            hints.AddRange(HintText.Write(term(), []).Select(static text => (HintListener.ConfigurationChannel, text)));
        }

        if (hints.Count > 0)
        {
            await using var command = source.CreateCommand(Send);
            command.Parameters.Add(new() { Value = hints.Select(static hint => hint.Channel).ToArray() });
            command.Parameters.Add(new() { Value = hints.Select(static hint => hint.Text).ToArray() });
            _ = await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
