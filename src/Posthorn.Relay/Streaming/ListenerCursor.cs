using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Storage;
using Posthorn.Relay.Keeping;
using Posthorn.Relay.Running;

namespace Posthorn.Relay.Streaming;

/// <summary>Writes down how far a listener has come, one write at a time: while one is on its way, later acknowledgements make one more together.</summary>
/// <remarks>Advanced by one caller. What is not written when the process is killed the listener still knows.</remarks>
internal sealed partial class ListenerCursor(RelayParts parts, KnownSource source, string listener)
{
    private readonly ILogger _logger = parts.Logs.CreateLogger<ListenerCursor>();
    private readonly Lock _gate = new();
    private Task _saving = Task.CompletedTask;
    private bool _isSaving;
    private long _acknowledged;
    private long _saved;

    public long Acknowledged => Volatile.Read(ref _acknowledged);

    public void Begin(long sequence) => _saved = _acknowledged = sequence;

    public void Advance(long sequence)
    {
        lock (_gate)
        {
            _acknowledged = Math.Max(_acknowledged, sequence);
            if (!_isSaving)
            {
                _isSaving = true;
                _saving = SaveAsync();
            }
        }
    }

    /// <summary>Completes when all that was acknowledged is written, or could not be.</summary>
    public async Task SettleAsync()
    {
        Task saving;
        lock (_gate)
        {
            saving = _saving;
        }

        await saving;
    }

    private async Task SaveAsync()
    {
        try
        {
            while (true)
            {
                long sequence;
                lock (_gate)
                {
                    if (_saved >= _acknowledged)
                    {
                        _isSaving = false;
                        return;
                    }

                    sequence = _acknowledged;
                }

                _ = await parts.Database.Writer.RunAsync(new SaveListener(source.Key, listener, sequence, parts.Clock.GetUtcNow()));
                _saved = sequence;
            }
        }
        catch (StoreUnavailableException failure)
        {
            Log.NotSaved(_logger, listener, source.Name, failure);
            lock (_gate)
            {
                _isSaving = false;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.CursorNotSaved, LogLevel.Warning, "How far {Listener} has come with {Source} could not be written down; it says so itself when it comes again")]
        public static partial void NotSaved(ILogger logger, string listener, string source, Exception exception);
    }
}
