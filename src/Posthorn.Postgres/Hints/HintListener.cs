using Npgsql;

namespace Posthorn.Postgres.Hints;

/// <summary>Hears the hints of other nodes, on a connection of its own.</summary>
internal sealed class HintListener(NpgsqlDataSource source, Func<long> term, Action<IReadOnlyList<long>> lanes, Action configuration)
{
    public const string LanesChannel = "posthorn_lanes";
    public const string ConfigurationChannel = "posthorn_configuration";

    private const string Listen = "listen posthorn_lanes; listen posthorn_configuration";

    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once it listens for the first time.</summary>
    public Task Listening => _listening.Task;

    /// <summary>Listens until the connection breaks.</summary>
    /// <param name="listens">Told when it does.</param>
    public async Task ListenAsync(Action listens, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, hint) => Hear(hint.Channel, hint.Payload);
        await using (var command = new NpgsqlCommand(Listen, connection))
        {
            _ = await command.ExecuteNonQueryAsync(cancellationToken);
        }

        _ = _listening.TrySetResult();
        listens();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private void Hear(string channel, string text)
    {
        if (!HintText.TryRead(text, out var sender, out var endpointKeys) || sender == term())
        {
            return;
        }

        if (channel == ConfigurationChannel)
        {
            configuration();
        }
        else if (endpointKeys.Count > 0)
        {
            lanes(endpointKeys);
        }
    }
}
