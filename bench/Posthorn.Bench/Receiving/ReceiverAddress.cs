using System.CommandLine;

namespace Posthorn.Bench.Receiving;

/// <summary>The options that every receiver is started with.</summary>
internal sealed class ReceiverAddress
{
    /// <summary>Where notifications are posted to.</summary>
    public const string Path = "/webhooks/sully";

    private readonly Option<string> _storage = new("--storage") { Description = "sqlite:PATH or postgres:CONNECTION-STRING", Required = true };
    private readonly Option<string> _urls = new("--urls") { Description = "http://127.0.0.1:PORT", Required = true };

    public void AddTo(Command command)
    {
        command.Options.Add(_storage);
        command.Options.Add(_urls);
    }

    public string Storage(ParseResult parsed) => parsed.GetRequiredValue(_storage);

    public string Urls(ParseResult parsed) => parsed.GetRequiredValue(_urls);
}
