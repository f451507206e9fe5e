import {
  DescribeAvailabilityZonesCommand,
  DescribeImagesCommand,
  DescribeImportImageTasksCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeTransitGatewayRouteTablesCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  DescribeVpnConnectionsCommand,
  DisableEbsEncryptionByDefaultCommand,
  EC2Client,
  EnableEbsEncryptionByDefaultCommand,
  GetEbsEncryptionByDefaultCommand,
  ImportImageCommand,
  SearchTransitGatewayRoutesCommand,
} from '@aws-sdk/client-ec2';
import type { ClientSettings } from './operations.ts';

/** The operations in use, by API name. */
export const commands = {
  DescribeAvailabilityZones: DescribeAvailabilityZonesCommand,
  DescribeImages: DescribeImagesCommand,
  DescribeImportImageTasks: DescribeImportImageTasksCommand,
  DescribeRouteTables: DescribeRouteTablesCommand,
  DescribeSubnets: DescribeSubnetsCommand,
  DescribeTransitGatewayRouteTables: DescribeTransitGatewayRouteTablesCommand,
  DescribeVpcPeeringConnections: DescribeVpcPeeringConnectionsCommand,
  DescribeVpcs: DescribeVpcsCommand,
  DescribeVpnConnections: DescribeVpnConnectionsCommand,
  DisableEbsEncryptionByDefault: DisableEbsEncryptionByDefaultCommand,
  EnableEbsEncryptionByDefault: EnableEbsEncryptionByDefaultCommand,
  GetEbsEncryptionByDefault: GetEbsEncryptionByDefaultCommand,
  ImportImage: ImportImageCommand,
  SearchTransitGatewayRoutes: SearchTransitGatewayRoutesCommand,
};

/** A client of EC2 with these settings. */
export function client(settings: ClientSettings): EC2Client {
  return new EC2Client(settings.config);
}
