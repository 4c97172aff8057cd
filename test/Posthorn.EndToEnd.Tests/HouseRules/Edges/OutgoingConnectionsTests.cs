namespace Posthorn.EndToEnd.Tests.HouseRules.Edges;

public sealed class OutgoingConnectionsTests
{
    [Fact]
    public void Nothing_goes_out_but_through_the_guarded_handler() => OutgoingConnections.Check(Repository.CSharp).ShouldBeNone();

    [Theory]
    [InlineData("class A { void B() { var c = new HttpClient(handler); } }")]
    [InlineData("class A { object B = new System.Net.Http.SocketsHttpHandler(); }")]
    [InlineData("class A { private readonly HttpMessageInvoker _b = new(handler); }")]
    [InlineData("class A { HttpClient? B { get; } = new(handler); }")]
    [InlineData("class A { HttpClient B() => new(handler); }")]
    [InlineData("class A { object B = new SocketsHttpHandler { UseProxy = false }; }")]
    [InlineData("class A { void B() { using var c = new TcpClient(); } }")]
    public void A_client_of_ones_own_is_found(string code)
    {
        OutgoingConnections.Check([new("src/Posthorn.Server/A.cs", code)]).ShouldBeAt(1);
        OutgoingConnections.Check([new("samples/A/A.cs", code)]).ShouldBeAt(1);
        OutgoingConnections.Check([new("test/A/A.cs", code)]).ShouldBeEmpty();
    }

    [Fact]
    public void The_guard_may_make_what_it_guards()
    {
        const string Code = "class A { object B = new SocketsHttpHandler(); }";

        OutgoingConnections.Check([new("src/Posthorn.Delivery/Sending/GuardedHandler.cs", Code)]).ShouldBeEmpty();
        OutgoingConnections.Check([new("src/Posthorn.Delivery/Sending/Other.cs", Code)]).ShouldBeAt(1);
    }
}
