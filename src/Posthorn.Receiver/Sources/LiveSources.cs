using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Posthorn.Receiver.Sources;

/// <summary>The sources as the options have them at the moment. A change that is wrong is not taken over: the source goes on as it was.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed partial class LiveSources : IDisposable
{
    private readonly ConcurrentDictionary<string, Source> _sources = new(StringComparer.Ordinal);
    private readonly SourceCatalog _catalog;
    private readonly IOptionsMonitor<SourceOptions> _options;
    private readonly ILogger _logger;
    private readonly IDisposable? _listening;

    public LiveSources(SourceCatalog catalog, IOptionsMonitor<SourceOptions> options, ILogger<LiveSources> logger)
    {
        (_catalog, _options, _logger) = (catalog, options, logger);
        _listening = options.OnChange(Change);
    }

    public IEnumerable<Source> All => _sources.Values;

    public Source? Find(string name) => _sources.GetValueOrDefault(name);

    /// <summary>Reads every source that the program names. At the start.</summary>
    public void Load(ICollection<string> mistakes)
    {
        foreach (var name in _catalog.Names)
        {
            if (SourceReading.Read(name, _options.Get(name), _catalog.RoutesOf(name), mistakes) is { } source)
            {
                _sources[name] = source;
            }
        }
    }

    public void Dispose() => _listening?.Dispose();

    private void Change(SourceOptions options, string? name)
    {
        if (name is null || !_sources.TryGetValue(name, out var former))
        {
            return;
        }

        var mistakes = new List<string>();
        var source = SourceReading.Read(name, options, _catalog.RoutesOf(name), mistakes);
        if (source is not null && source.Profile != former.Profile)
        {
            mistakes.Add($"Source '{name}': the profile cannot change while the program runs.");
            source = null;
        }

        if (source is null)
        {
            Log.ChangeRefused(_logger, name, string.Join(' ', mistakes));
            return;
        }

        _sources[name] = source;
        Log.Changed(_logger, name, source.Keys.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.SourceChanged, LogLevel.Information, "The source {Source} has changed; it has {Secrets} secrets now")]
        public static partial void Changed(ILogger logger, string source, int secrets);

        [LoggerMessage(EventIds.SourceChangeRefused, LogLevel.Error, "The source {Source} goes on as it was, for its new options are wrong: {Mistakes}")]
        public static partial void ChangeRefused(ILogger logger, string source, string mistakes);
    }
}
