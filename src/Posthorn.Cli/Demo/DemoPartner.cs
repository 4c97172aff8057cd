using Posthorn.Cli.Demo.Clinics;

namespace Posthorn.Cli.Demo;

/// <summary>A partner of the demo: its ids at the server, and its side of the wire.</summary>
internal sealed record DemoPartner(string Id, string EndpointId, Clinic Clinic);
