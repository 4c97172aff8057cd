namespace Posthorn.Cli.Triggering;

/// <summary>Where events go: over the wire to a URL, or into a server.</summary>
internal interface ITriggerTarget
{
    Task<TriggerSent> SendAsync(TriggerEvent happening, TriggerFault fault, CancellationToken cancellationToken);
}
