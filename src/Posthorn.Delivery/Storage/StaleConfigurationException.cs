namespace Posthorn.Delivery.Storage;

/// <summary>Another node has changed the configuration since this one read it. Nothing was stored: take over the changes, look again, and try again.</summary>
internal sealed class StaleConfigurationException() : Exception("The configuration has changed since it was read.");
